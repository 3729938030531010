/** Follows how loud a track is, from 0 (silence) to 1, once per animation frame, until disposed. */
export function followLevel(track: MediaStreamTrack, onLevel: (level: number) => void): Disposable {
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: 1024 });
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let frame = requestAnimationFrame(measure);
  return {
    [Symbol.dispose]() {
      cancelAnimationFrame(frame);
      void context.close();
    },
  };

  function measure(): void {
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
    onLevel(loudness(power));
    frame = requestAnimationFrame(measure);
  }
}

/** -60 dB and less is 0, 0 dB is 1: about how ears tell loudness. */
const loudness = (power: number): number => Math.min(1, Math.max(0, 1 + Math.log10(power + 1e-12) / 6));

const notes = [523.25, 659.25, 783.99]; // C5, E5, G5 in hertz
const noteSeconds = 0.35;

/** Plays three notes. Resolves when they are over. */
export async function playNotes(): Promise<void> {
  const context = new AudioContext();
  notes.forEach((frequency, index) => {
    const start = context.currentTime + index * noteSeconds;
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(0.2, start + 0.03);
    gain.gain.linearRampToValueAtTime(0, start + noteSeconds);
    const tone = new OscillatorNode(context, { frequency });
    tone.connect(gain).connect(context.destination);
    tone.start(start);
    tone.stop(start + noteSeconds);
  });
  await new Promise((resolve) => setTimeout(resolve, notes.length * noteSeconds * 1000));
  await context.close();
}
