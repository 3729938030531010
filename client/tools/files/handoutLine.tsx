import { Sentence, SameName } from '../../room/named.tsx';
import { useRoom } from '../../room/roomState.ts';
import type { Handout } from './handout.ts';
import { Progress } from './progress.tsx';
import { words } from './text.ts';
import type { FilesRoom } from './tool.ts';

/** A file that was handed out: saved on this device, never opened here. */
export function HandoutLine({ handout, files }: { handout: Handout; files: FilesRoom }) {
  const { call } = useRoom();
  const t = words();
  const { file, by, giver } = handout;
  const name = handout.name || t.nameless;
  const person = call.people.value.get(by);
  const transfer = files.fetching.all.value.get(file.id);
  return (
    <li class="files-line">
      <p class="files-name">
        <bdi>{name}</bdi>{' '}
        <span class="hint">
          {t.size(file.size)}, {by === call.self ? t.fromYou : <Sentence words={t.from} name={person?.name ?? giver} />}
        </span>
        <SameName of={person?.mistakable ?? null} />
      </p>
      <div class="files-actions">
        <Save handout={handout} files={files} name={name} />
        {files.mayTakeBack(handout) && (
          <button type="button" class="quiet" aria-label={t.takeBack(name)} onClick={() => files.takeBack(handout)}>
            {t.takeBackShort}
          </button>
        )}
      </div>
      {transfer && <Progress transfer={transfer} name={name} size={file.size} />}
    </li>
  );
}

/** One button, whatever it does now: the focus stays on it. */
function Save({ handout, files, name }: { handout: Handout; files: FilesRoom; name: string }) {
  const t = words();
  const { fetching } = files;
  const { id } = handout.file;
  const at = fetching.all.value.get(id)?.at ?? 'none';
  const [label, word] = {
    none: [t.download(name), t.downloadShort],
    going: [t.stop(name), t.stopShort],
    stopped: [t.resume(name), t.resumeShort],
    failed: [t.again(name), t.againShort],
  }[at];
  return (
    <button type="button" aria-label={label} onClick={() => (at === 'going' ? fetching.stop(id) : fetching.fetch(handout))}>
      {word}
    </button>
  );
}
