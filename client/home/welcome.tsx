import { text } from '../text/text.ts';

/** What Ardoise is, in three lines, for whoever has no host session. */
export function Welcome({ invitationFailed }: { invitationFailed: boolean }) {
  const t = text.value.pages.welcome;
  return (
    <div class="welcome">
      {invitationFailed && (
        <p class="notice-box warn" role="alert">
          {t.invitationFailed}
        </p>
      )}
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
