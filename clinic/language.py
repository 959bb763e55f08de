"""The words that people read, by language: one folder a language, one Project Fluent file a subject."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from babel import Locale
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Junk, Message, Resource

from clinic.errors import BadWording, UnknownText

__all__ = ["Language", "Wording"]

#: The language that is complete by definition, and the fallback when a reader asks for none of ours.
FIRST_LANGUAGE = "en"


class Language:
    """All texts in one language.

    Parameters
    ----------
    code : str
        ISO 639-1, `"en"`.
    sources : dict of str to str
        Fluent text by subject, the file's name without `.ftl`.

    Attributes
    ----------
    code : str
        As given.
    name : str
        What the language calls itself, `"Deutsch"`.
    keys : frozenset of str
        Every message's key.

    Raises
    ------
    BadWording
        When a text cannot be parsed or a key comes twice.
    """

    def __init__(self, code: str, sources: dict[str, str]) -> None:
        self.code = code
        self.name = (Locale(code).get_display_name(code) or code).capitalize()
        resources = {subject: FluentResource(source) for subject, source in sources.items()}
        self.keys = _keys_of(code, resources)
        self._sources = sources
        # Marks that isolate right-to-left text would be in the way of everything but a browser.
        self._bundle = FluentBundle([code], use_isolating=False)
        for resource in resources.values():
            self._bundle.add_resource(resource)

    def text(self, key: str, **values: Any) -> str:
        """Return the message `key` with `values` filled in, numbers and plurals as the language has them.

        Raises
        ------
        UnknownText
            When there is no such message, or it needs a value that was not given.
        """
        if key not in self.keys:
            raise UnknownText(f"no text {key!r} in the language {self.code!r}; add it to its .ftl")
        pattern = self._bundle.get_message(key).value
        assert pattern is not None
        said, problems = self._bundle.format_pattern(pattern, values)
        if problems:
            raise UnknownText(f"the text {key!r} ({self.code}) cannot be said: {problems[0]}")
        return str(said)

    def source(self, subjects: Iterable[str]) -> str:
        """Return the Fluent text of some subjects, for a script that says them itself."""
        return "\n".join(self._sources[subject] for subject in subjects)


class Wording:
    """The texts under a folder, in every language that it has.

    Parameters
    ----------
    folder : Path
        Holds a folder for each language, `en` at least, with `.ftl` files in it.

    Attributes
    ----------
    languages : dict of str to Language
        By code; English first.

    Raises
    ------
    BadWording
        When English is missing, a text cannot be parsed or a key comes twice.
    """

    def __init__(self, folder: Path) -> None:
        found = sorted(path for path in folder.iterdir() if path.is_dir())
        found.sort(key=lambda path: path.name != FIRST_LANGUAGE)
        if not found or found[0].name != FIRST_LANGUAGE:
            raise BadWording(f"{folder} has no folder {FIRST_LANGUAGE!r}; its texts belong there")
        self.languages = {path.name: Language(path.name, _sources_of(path)) for path in found}

    def best_for(self, accepted: Iterable[str]) -> Language:
        """Return the first language of ours in `accepted` (`"de-AT"` takes `"de"`), else English."""
        for tag in accepted:
            language = self.languages.get(tag.split("-")[0].lower())
            if language is not None:
                return language
        return self.languages[FIRST_LANGUAGE]


def _sources_of(folder: Path) -> dict[str, str]:
    return {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.ftl"))}


def _keys_of(code: str, resources: dict[str, Resource]) -> frozenset[str]:
    keys: set[str] = set()
    for subject, resource in resources.items():
        for entry in resource.body:
            if isinstance(entry, Junk):
                start = (entry.content or "").strip()[:60]
                raise BadWording(f"{code}/{subject}.ftl cannot be read at {start!r}")
            if isinstance(entry, Message):
                if entry.id.name in keys:
                    raise BadWording(f"{code}/{subject}.ftl: the key {entry.id.name!r} comes twice")
                keys.add(entry.id.name)
    return frozenset(keys)
