import { gameById } from "../../rooms/games.ts";
import { ReplayedResult } from "../matches/replayed-result.ts";
import { answerVerifyJobs } from "../verification/answer-verify-jobs.ts";

answerVerifyJobs({ gameById, gather: (game, header) => new ReplayedResult(game, header) });
