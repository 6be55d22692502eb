// The parts of Phaser that the games draw with, hand-picked: its own bundle cannot be shaken. What is missing here is missing in the
// built page alone (development serves the whole of Phaser), so the browser tests run on the built page.
// The order matters: Phaser's files require one another in circles that only work when entered here.
import "../node_modules/phaser/src/renderer/index.js";
import "../node_modules/phaser/src/events/EventEmitter.js";
import "../node_modules/phaser/src/cameras/2d/CameraManager.js";
import "../node_modules/phaser/src/gameobjects/DisplayList.js";
import "../node_modules/phaser/src/gameobjects/GameObjectCreator.js";
import "../node_modules/phaser/src/gameobjects/GameObjectFactory.js";
import "../node_modules/phaser/src/gameobjects/UpdateList.js";
import "../node_modules/phaser/src/gameobjects/graphics/GraphicsFactory.js";
import "../node_modules/phaser/src/gameobjects/image/ImageFactory.js";
import "../node_modules/phaser/src/gameobjects/text/TextFactory.js";
import "../node_modules/phaser/src/scene/ScenePlugin.js";
import "../node_modules/phaser/src/time/Clock.js";
import CONST from "../node_modules/phaser/src/const.js";
import Game from "../node_modules/phaser/src/core/Game.js";
import BlendModes from "../node_modules/phaser/src/renderer/BlendModes.js";
import Scale from "../node_modules/phaser/src/scale/index.js";
import Scene from "../node_modules/phaser/src/scene/Scene.js";

const { AUTO, CANVAS, WEBGL } = CONST;

export { AUTO, BlendModes, CANVAS, Game, Scale, Scene, WEBGL };
