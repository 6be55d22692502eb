import { ReplayedResult } from "../matches/replayed-result.ts";
import { answerVerifyJobs } from "../verification/answer-verify-jobs.ts";
import { hands } from "./hands/game.ts";

answerVerifyJobs({ gameById: (id) => (id === hands.id ? hands : undefined), gather: (game, header) => new ReplayedResult(game, header) });
