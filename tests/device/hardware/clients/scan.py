"""Scan a mat by our own driver: DESCRIPTION.toml SCAN FRAMES; prints what it read or why not, as JSON."""

import json
import sys

import numpy as np

from device.description_file import load_description
from device.errors import BusFailed
from device.spi_mat import SpiMat


def main() -> None:
    path, scan, wanted = sys.argv[1:]
    mat = SpiMat(load_description(path), scan="raster" if scan == "raster" else "adaptive")
    blocks = []
    try:
        while sum(map(len, blocks)) < int(wanted):
            block = mat.read()
            assert block is not None
            blocks.append(block)
        failure = None
    except BusFailed as error:
        failure = [error.errno, str(error)]
    finally:
        mat.close()
    told = {
        "failure": failure,
        "frames": sum(map(len, blocks)),
        "tiles": [],
        "force_n": [],
        "backward": 0,
    }
    if blocks:
        codes = np.concatenate([block.scan.codes for block in blocks if block.scan is not None])
        told["tiles"] = np.bincount(codes["tile"]).tolist()
        told["force_n"] = blocks[-1].force_n[-1].tolist()
        told["backward"] = int((np.diff(np.concatenate([b.time_s for b in blocks])) <= 0).sum())
    print(json.dumps(told))


if __name__ == "__main__":
    main()
