import { wireDialogs } from "./dialogs.js";
import { wireRunnerForm } from "./runner_form.js";

wireDialogs();
wireRunnerForm((runner) => location.assign(`/runners/${runner.id}`));
