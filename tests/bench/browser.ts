import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { launchChromium } from '../kit/browser.ts';

/** Chromium that closes with the stack. */
export const chromiumIn = async (stack: AsyncDisposableStack, flags: readonly string[] = []): Promise<Browser> => {
  const browser = await launchChromium(flags);
  stack.defer(() => browser.close());
  return browser;
};

/** A camera of 640 by 360 at 15 frames a second: a small one, so that sending it leaves the machine to what is measured. */
export const smallCamera = async (folder: string): Promise<string> => {
  const { width, height, frames } = { width: 640, height: 360, frames: 30 };
  const parts: Buffer[] = [Buffer.from(`YUV4MPEG2 W${width} H${height} F15:1 Ip A1:1 C420jpeg\n`)];
  for (let index = 0; index < frames; index++) {
    const luma = Buffer.alloc(width * height, 120);
    for (let row = 100; row < 260; row++) luma.fill(230, row * width + index * 16, row * width + index * 16 + 120);
    parts.push(Buffer.from('FRAME\n'), luma, Buffer.alloc((width * height) / 2, 128));
  }
  const path = join(folder, 'camera.y4m');
  await writeFile(path, Buffer.concat(parts));
  return `--use-file-for-fake-video-capture=${path}`;
};

/** When a page got how far on its way to the first picture, in milliseconds since it was asked for. */
export type Marks = Partial<Record<'ready' | 'enter' | 'offered' | 'connected' | 'frame', number>>;

declare global {
  interface Window {
    benchMarks: Marks;
  }
}

/** A page of this context notes how far it is; at the product it gives a name and enters, `patience` ms after it could. */
export const markJoin = (context: BrowserContext, patience: number): Promise<unknown> =>
  context.addInitScript((wait: number) => {
    const marks: Marks = {};
    window.benchMarks = marks;
    const mark = (name: keyof Marks): void => {
      marks[name] ??= performance.now();
    };
    const Native = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Native {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        this.addEventListener('connectionstatechange', () => this.connectionState === 'connected' && mark('connected'));
      }
    };
    // Both pages are told what they may receive in the same words (Socket.IO 4).
    const Line = window.WebSocket;
    window.WebSocket = class extends Line {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        this.addEventListener('message', ({ data }) => String(data).startsWith('42["offers"') && mark('offered'));
      }
    };
    const enter = (form: HTMLFormElement, input: HTMLInputElement): void => {
      mark('enter');
      input.value = 'Inès';
      form.requestSubmit();
    };
    let asked = false;
    new MutationObserver(() => {
      for (const video of document.querySelectorAll('video')) video.requestVideoFrameCallback(() => mark('frame'));
      const input = document.querySelector<HTMLInputElement>('input[name=name]');
      if (!input?.form || asked) return;
      asked = true;
      mark('ready');
      const { form } = input;
      if (wait === 0) enter(form, input);
      else setTimeout(enter, wait, form, input);
    }).observe(document, { childList: true, subtree: true });
  }, patience);
