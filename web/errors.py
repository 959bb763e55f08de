"""What the web room refuses, as one small tree."""


class WebError(Exception):
    """Anything that the pages or the server refuse."""


class BadAddress(WebError, ValueError):
    """The server may not listen at this address."""


class NoAccount(WebError, PermissionError):
    """People must log in here, and nobody can yet."""


class BadSecret(WebError, ValueError):
    """The key that signs the cookies cannot be used."""


class BadCertificate(WebError, ValueError):
    """Certificate and key cannot be used for TLS."""


class AddressInUse(WebError, OSError):
    """Another program listens at this address already."""


class BadInput(WebError, ValueError):
    """A request's body is not what the page would send."""


class NotReady(WebError, RuntimeError):
    """The treadmill cannot do this now."""


class NotSimulated(WebError, LookupError):
    """Only a simulated mat has a runner that can be changed."""
