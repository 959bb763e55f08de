const MAGIC = 0x31504d53; // "SMP1" read as a little-endian number
const HEADER_BYTES = 32;

/** Decode one binary message of `/live`; its layout is described in `web/protocol.py`. */
export function decodePicture(buffer) {
  const view = new DataView(buffer);
  if (view.getUint32(0, true) !== MAGIC) throw new Error("the picture has another version; load the page again");
  const rows = view.getUint16(4, true);
  const cols = view.getUint16(6, true);
  const newtonsPerCount = view.getFloat32(20, true);
  const counts = new Uint16Array(buffer, HEADER_BYTES, rows * cols);
  return {
    rows,
    cols,
    timeS: view.getFloat64(8, true),
    beltSpeedMS: view.getFloat32(16, true),
    totalN: view.getFloat32(24, true),
    forceN: Float32Array.from(counts, (count) => count * newtonsPerCount),
  };
}
