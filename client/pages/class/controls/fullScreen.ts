import { signal } from '@preact/signals';

const full = signal(false);
document.addEventListener('fullscreenchange', () => (full.value = document.fullscreenElement !== null));

/** Whether the page fills the screen. */
export const isFullScreen = (): boolean => full.value;

export async function toggleFullScreen(): Promise<void> {
  if (document.fullscreenElement) await document.exitFullscreen();
  else await document.documentElement.requestFullscreen?.().catch(() => undefined);
}
