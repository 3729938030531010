import { language, text } from '../../text/text.ts';
import { Name, NameTags, Sentence } from '../../room/named.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { splitLinks } from './links.ts';
import { words } from './text.ts';
import type { ChatLine } from './tool.ts';

/** One message. Its text is only ever text; a link in it asks before it opens. */
export function ChatLineView({ line, onLink }: { line: ChatLine; onLink: (url: string) => void }) {
  const t = text.value.room;
  const time = new Intl.DateTimeFormat(language.value, { timeStyle: 'short' }).format(line.at);
  return (
    <article class="chat-line" data-self={line.self} data-scope={line.scope}>
      <p class="chat-from">
        <strong>
          <Name name={line.name} />
          {line.self && ` (${t.you})`}
        </strong>
        <NameTags who={line} />
        {line.scope !== 'all' && (
          <span class="tag">
            <Scope line={line} />
          </span>
        )}
        <time dateTime={line.at.toISOString()}>{time}</time>
      </p>
      <p class="chat-text">
        {splitLinks(line.text).map((part, index) =>
          part.url === null ? (
            part.text
          ) : (
            <button key={index} type="button" class="chat-link" onClick={() => onLink(part.url ?? part.text)}>
              {part.text}
            </button>
          ),
        )}
      </p>
    </article>
  );
}

function Scope({ line: { scope, toName } }: { line: ChatLine }) {
  const t = words();
  if (scope === 'hosts') return t.hosts;
  return toName === null ? t.privateToYou : <Sentence words={t.private} name={toName} />;
}

/** Warns before another site is opened, and shows its address in full. */
export function LinkDialog({ url, onClose }: { url: string; onClose: () => void }) {
  const t = words();
  return (
    <Dialog alert title={t.linkTitle} onClose={onClose}>
      <p class="link-address">{url}</p>
      <p>{t.linkDetail}</p>
      <div class="actions">
        <button type="button" autofocus onClick={onClose}>
          {text.value.pages.cancel}
        </button>
        <a
          class="button danger"
          href={url}
          target="_blank"
          rel="noopener noreferrer"
          referrerpolicy="no-referrer"
          onClick={onClose}
        >
          {t.linkOpen}
        </a>
      </div>
    </Dialog>
  );
}
