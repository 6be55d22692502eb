import { registerHooks } from "node:module";

// Imported before Colyseus by main.ts. Where @pm2/io happens to be installed, Colyseus loads it; it then takes this
// process's uncaught rejections for itself, and patches HTTP. An operator who wants an agent preloads one.
registerHooks?.({
  resolve(specifier, context, next) {
    if (specifier === "@pm2/io") throw Object.assign(new Error("@pm2/io is not used here"), { code: "ERR_MODULE_NOT_FOUND" });
    return next(specifier, context);
  },
});
