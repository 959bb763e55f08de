import { get } from "./api.js";
import { RunnerControls } from "./runner.js";

const controls = new RunnerControls(document.getElementById("runner-form"), document.getElementById("runner-message"));
controls.show(await get("/api/runner"));
