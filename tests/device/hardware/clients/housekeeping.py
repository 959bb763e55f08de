"""Read the housekeeping converter; prints rail, temperature and load as JSON."""

import json
import sys

from device.description import Housekeeping
from device.housekeeping import HousekeepingReader


def main() -> None:
    wired = Housekeeping(spi_device=sys.argv[1], **json.loads(sys.argv[2]))
    reader = HousekeepingReader(wired, supply_v=3.3)
    reading = reader.read()
    reader.close()
    print(json.dumps([reading.row_rail_v, reading.temperature_deg_c, reading.load_n]))


if __name__ == "__main__":
    main()
