import type { Page } from 'playwright-core';

/** What a decoder makes of frames. */
export type Decoded = {
  /** How many came out. */
  readonly decoded: number;
  /** The largest share of a picture that is of the green of Chromium's fake camera. */
  readonly green: number;
};

/** Gives VP8 frames to the browser's own decoder, beginning with the first key frame. The page must be in a secure context. */
export const decodeVp8 = (page: Page, frames: readonly Uint8Array[]): Promise<Decoded> =>
  page.evaluate(
    async (encoded) => {
      const all = encoded.map((text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));
      const isKey = (data: Uint8Array) => ((data[0] ?? 1) & 1) === 0;
      const found = { decoded: 0, green: 0 };
      const canvas = new OffscreenCanvas(64, 36);
      const context = canvas.getContext('2d', { willReadFrequently: true });
      const look = (frame: VideoFrame) => {
        found.decoded++;
        context?.drawImage(frame, 0, 0, 64, 36);
        frame.close();
        const pixels = context?.getImageData(0, 0, 64, 36).data ?? new Uint8ClampedArray();
        let green = 0;
        for (let at = 0; at < pixels.length; at += 4) {
          const [r = 0, g = 0, b = 0] = pixels.subarray(at, at + 3);
          if (g > 40 && g > 2 * Math.max(r, b)) green++;
        }
        found.green = Math.max(found.green, (4 * green) / pixels.length);
      };
      let decoder: VideoDecoder | null = null;
      const finish = async () => decoder?.state === 'configured' && (await decoder.flush().catch(() => undefined));
      for (const [at, data] of all.entries()) {
        // Each key frame gets a fresh decoder: one that met something it cannot read is closed.
        if (isKey(data)) {
          await finish();
          decoder = new VideoDecoder({ output: look, error: () => undefined });
          decoder.configure({ codec: 'vp8' });
        }
        if (decoder?.state !== 'configured') continue;
        decoder.decode(new EncodedVideoChunk({ type: isKey(data) ? 'key' : 'delta', timestamp: at * 40_000, data }));
      }
      await finish();
      return found;
    },
    frames.map((data) => Buffer.from(data).toString('base64')),
  );

/**
 * Gives Opus frames to the browser's own decoder. `beep`: the share of the eight loudest that are mostly at 400 Hz, as the
 * beeps of Chromium's fake microphone are.
 */
export const decodeOpus = (page: Page, frames: readonly Uint8Array[]): Promise<{ decoded: number; beep: number }> =>
  page.evaluate(
    async (encoded) => {
      const all = encoded.map((text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));
      const sounds: Float32Array[] = [];
      const output = (sound: AudioData) => {
        const samples = new Float32Array(sound.numberOfFrames);
        sound.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
        sound.close();
        sounds.push(samples);
      };
      let decoder: AudioDecoder | null = null;
      for (const [at, data] of all.entries()) {
        if (decoder?.state !== 'configured') {
          decoder = new AudioDecoder({ output, error: () => undefined });
          decoder.configure({ codec: 'opus', sampleRate: 48_000, numberOfChannels: 2 });
        }
        decoder.decode(new EncodedAudioChunk({ type: 'key', timestamp: at * 20_000, data }));
      }
      if (decoder?.state === 'configured') await decoder.flush().catch(() => undefined);
      const energyOf = (samples: Float32Array) => samples.reduce((sum, value) => sum + value * value, 0);
      const loud = sounds.toSorted((one, other) => energyOf(other) - energyOf(one)).slice(0, 8);
      const pitchOf = (samples: Float32Array) => {
        let best = { hertz: 0, power: 0 };
        for (let hertz = 50; hertz <= 2_000; hertz += 50) {
          let [cosine, sine] = [0, 0];
          for (const [at, value] of samples.entries()) {
            cosine += value * Math.cos((2 * Math.PI * hertz * at) / 48_000);
            sine += value * Math.sin((2 * Math.PI * hertz * at) / 48_000);
          }
          const power = cosine * cosine + sine * sine;
          if (power > best.power) best = { hertz, power };
        }
        return best.hertz;
      };
      const beeps = loud.filter((samples) => pitchOf(samples) === 400);
      return { decoded: sounds.length, beep: beeps.length / Math.max(1, loud.length) };
    },
    frames.map((data) => Buffer.from(data).toString('base64')),
  );
