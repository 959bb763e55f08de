"""What a failing SPI bus means, and what to do about it."""

import errno
import os

from device.errors import BusFailed

__all__ = ["bus_failure"]

_REMEDIES = {
    errno.ENOENT: "enable SPI (dtparam=spi=on in config.txt, then restart) and check the mat description",
    errno.EACCES: "add the user to the group spi, then log in again",
    errno.EPERM: "add the user to the group spi, then log in again",
    errno.EBUSY: "another program or driver holds it; stop that first",
    errno.ENOTTY: "it is not an SPI device; check spi_device in the mat description",
    errno.ENOSYS: "it is not an SPI device; check spi_device in the mat description",
    errno.EMSGSIZE: "the message exceeds the driver's buffer; raise spidev.bufsiz on the kernel command line",
    errno.EINVAL: "the bus refuses mode, word size or clock; check clock_hz in the mat description",
    errno.EIO: "the answer was garbled; check wiring, ground and clock, then run strikemat doctor",
    errno.ETIMEDOUT: "the bus did not finish; lower clock_hz, check the driver's messages with dmesg",
}
_GONE = "the device went away; check cable, supply and driver, then restart"


def bus_failure(path: str, number: int) -> BusFailed:
    """Return the error for errno `number` on the bus at `path`, with its remedy."""
    remedy = _REMEDIES.get(number, _GONE)
    failure = BusFailed(f"{path}: {os.strerror(number)}; {remedy}")
    failure.errno = number
    return failure
