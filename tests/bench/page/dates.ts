/** The time in milliseconds as black and white squares, which survive the codec. */
const bits = 32;
const side = 10;
const modulus = 2 ** bits;

/** Draws the time of now along the top. */
export const drawDate = (context: CanvasRenderingContext2D): void => {
  const now = Date.now() % modulus;
  for (let bit = 0; bit < bits; bit++) {
    context.fillStyle = Math.floor(now / 2 ** bit) % 2 === 1 ? 'white' : 'black';
    context.fillRect(bit * side, 0, side, side * 2);
  }
};

const canvas = Object.assign(document.createElement('canvas'), { width: bits * side, height: side });
const reader = canvas.getContext('2d', { willReadFrequently: true });

/** When the frame that this video shows was drawn, in milliseconds since 1970; null when it cannot be read. */
export const dateOf = (video: HTMLVideoElement): number | null => {
  if (!reader || video.videoWidth !== bits * side) return null;
  reader.drawImage(video, 0, side / 2, bits * side, side, 0, 0, bits * side, side);
  const { data } = reader.getImageData(0, 0, bits * side, side);
  let drawn = 0;
  for (let bit = 0; bit < bits; bit++) {
    const middle = ((side / 2) * bits * side + bit * side + side / 2) * 4;
    if ((data[middle] ?? 0) > 127) drawn += 2 ** bit;
  }
  const now = Date.now();
  const whole = now - (now % modulus) + drawn;
  return Math.abs(now - whole) < 60_000 ? whole : null;
};
