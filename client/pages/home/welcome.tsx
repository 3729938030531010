import { homeWords } from './text.ts';
import { adoptStyle } from '../../ui/adoptStyle.ts';
import style from './welcome.css?inline';

adoptStyle(style);

/** The one-time link that was opened is of no use. */
export function InvitationFailed() {
  return (
    <p class="notice-box warn" role="alert">
      {homeWords().welcome.invitationFailed}
    </p>
  );
}

/** What Ardoise is, in three lines, for whoever has no host session. */
export function Welcome({ invitationFailed }: { invitationFailed: boolean }) {
  const t = homeWords().welcome;
  return (
    <div class="welcome">
      {invitationFailed && <InvitationFailed />}
      <h1>{t.title}</h1>
      <ul class="promises">
        {t.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <div class="pair">
        <section class="card">
          <h2>{t.studentTitle}</h2>
          <p>{t.student}</p>
        </section>
        <section class="card">
          <h2>{t.hostTitle}</h2>
          <p>{t.host}</p>
        </section>
      </div>
    </div>
  );
}
