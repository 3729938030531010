import { useEffect, useRef } from 'preact/hooks';
import { onSigns } from '../../../net/signs.ts';
import './video.css';

/** Shows one video track. Its sound, if any, is played elsewhere. */
export function Video({
  track,
  mirrored = false,
  whole = false,
}: {
  track: MediaStreamTrack;
  mirrored?: boolean;
  whole?: boolean;
}) {
  const element = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = element.current;
    if (!video) return;
    video.srcObject = new MediaStream([track]);
    // A play cut short by a newer track is not a fault: the newer one plays.
    const play = () => void video.play().catch(() => undefined);
    play();
    const signs = onSigns(play);
    return () => {
      signs[Symbol.dispose]();
      video.srcObject = null;
    };
  }, [track]);
  return <video ref={element} class="video" data-mirrored={mirrored} data-whole={whole} playsInline muted aria-hidden="true" />;
}
