import { useEffect, useRef } from 'preact/hooks';
import { text } from '../../../text/text.ts';
import { onSigns } from '../../../net/signs.ts';
import { useRoom } from '../../../room/roomState.ts';
import './sound.css';

const isSound = (key: string): boolean => key.endsWith('/mic') || key.endsWith('/screenAudio');

/** Plays every sound of the class; when the browser wants a click first, a button asks for it. */
export function Sound() {
  const { call, soundBlocked } = useRoom();
  const t = text.value.room.stage;
  const holder = useRef<HTMLDivElement>(null);
  const playAll = () => {
    soundBlocked.value = false;
    for (const element of holder.current?.querySelectorAll('audio') ?? [])
      void element.play().catch(() => (soundBlocked.value = true));
  };
  // A call, or another app, stops what plays: it goes on by itself, or the button asks for it.
  useEffect(() => {
    const signs = onSigns(playAll);
    return () => signs[Symbol.dispose]();
  }, []);
  const tracks = Array.from(call.tracks.value).filter(([key]) => isSound(key));
  return (
    <div ref={holder} class="sound">
      {tracks.map(([key, track]) => (
        <Voice key={key} track={track} />
      ))}
      {soundBlocked.value && (
        <div class="sound-blocked" role="alert">
          <p>{t.playTitle}</p>
          <button type="button" class="primary" onClick={playAll}>
            {t.play}
          </button>
        </div>
      )}
    </div>
  );
}

function Voice({ track }: { track: MediaStreamTrack }) {
  const { soundBlocked, speakerId } = useRoom();
  const element = useRef<HTMLAudioElement>(null);
  const speaker = speakerId.value;
  useEffect(() => {
    const audio = element.current;
    if (!audio) return;
    audio.srcObject = new MediaStream([track]);
    audio.play().catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'NotAllowedError') soundBlocked.value = true;
    });
    return () => {
      audio.srcObject = null;
    };
  }, [track]);
  useEffect(() => {
    if (speaker && element.current && 'setSinkId' in element.current)
      void element.current.setSinkId(speaker).catch(() => undefined);
  }, [speaker]);
  return <audio ref={element} />;
}
