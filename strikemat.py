"""Strikemat's command line: names the commands; each is loaded only when it is called."""

from importlib import import_module

import click

__all__ = ["main"]

#: Command name to module and attribute. `serve` pulls in the web server, `analyze` should not.
COMMANDS = {
    "serve": "commands.serve:serve",
    "analyze": "commands.analyze:analyze",
    "compare": "commands.compare:compare",
    "reanalyze": "commands.reanalyze:reanalyze",
    "doctor": "commands.doctor:doctor",
    "runner": "commands.runner:runner",
    "user": "commands.user:user",
    "audit": "commands.audit:audit",
    "backup": "commands.safekeeping:backup",
    "restore": "commands.safekeeping:restore",
    "verify": "commands.safekeeping:verify",
    "retention": "commands.safekeeping:retention",
    "export": "commands.export:export",
    "report": "commands.report:report",
    "calibrate": "commands.calibrate:calibrate",
    "bench": "commands.bench:bench",
}


class LazyGroup(click.Group):
    """A group of commands that are imported when they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order in which a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command; None if there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name].split(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command


@click.command(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="strikemat", prog_name="strikemat")
def main() -> None:
    """See how you land: heel or ball of the foot first, every step, live.

    Start with `strikemat serve` and open the page it names. Without a mat it shows a simulated runner,
    and says so.
    """


if __name__ == "__main__":
    main()
