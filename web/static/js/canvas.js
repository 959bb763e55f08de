/** Fit a canvas's pixels to its size on the screen; return its context, scaled to CSS pixels, and that size. */
export function fitted(canvas) {
  const ratio = window.devicePixelRatio || 1;
  const { clientWidth: width, clientHeight: height } = canvas;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = "high";
  return { context, width, height };
}

/** A canvas that is not on the page, with its context and an image of its size. */
export function hidden(width, height) {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  return { canvas, context, image: context.createImageData(width, height) };
}

/** The page's own font at a size in CSS pixels. */
export function font(pixels, weight = 500) {
  return `${weight} ${pixels}px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif`;
}
