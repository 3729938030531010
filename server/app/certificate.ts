import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import type { Config } from '../config/schema.ts';
import { ConfigError } from '../config/source.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist',
  EISDIR: 'is a folder',
  EACCES: 'may not be read by the account that starts the server: give it the right to read the file and its folders',
};

const fault = (setting: string, sentence: string): never => {
  throw new ConfigError([`http.tls.${setting}: ${sentence}.`]);
};

const read = (setting: 'cert' | 'key', path: string): Buffer => {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return fault(setting, `the file ${path} ${reasons[code] ?? `cannot be read (${code})`}`);
  }
};

const certificateIn = (path: string): X509Certificate => {
  const bytes = read('cert', path);
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(bytes.toString('latin1')) && !bytes.includes('BEGIN CERTIFICATE'))
    return fault('cert', `${path} holds a private key: the names in cert and key are the wrong way round`);
  try {
    return new X509Certificate(bytes);
  } catch {
    return fault('cert', `${path} is no certificate in PEM: it must begin with -----BEGIN CERTIFICATE-----`);
  }
};

const keyIn = (path: string) => {
  const bytes = read('key', path);
  if (bytes.includes('ENCRYPTED'))
    return fault('key', `${path} is protected by a password, which a server cannot type: store the key without one`);
  try {
    return createPrivateKey(bytes);
  } catch {
    return fault('key', `${path} is no private key in PEM: it must begin with -----BEGIN PRIVATE KEY-----`);
  }
};

const day = (time: string): string => new Date(time).toISOString().slice(0, 10);

/**
 * Refuses a certificate that no browser would take of this server: with another key, out of its time, or of another name than
 * `publicOrigin`. Throws `ConfigError`. `now`: milliseconds since 1970.
 */
export const checkCertificate = ({ tls, publicOrigin }: Config['http'], now: number): void => {
  if (!tls) return;
  const certificate = certificateIn(tls.cert);
  const key = keyIn(tls.key);
  if (!certificate.checkPrivateKey(key))
    fault('key', `the key in ${tls.key} is not the one of the certificate in ${tls.cert}: take both from the same issue`);
  if (Date.parse(certificate.validTo) <= now)
    fault('cert', `the certificate in ${tls.cert} expired on ${day(certificate.validTo)}: renew it, then start again`);
  if (Date.parse(certificate.validFrom) > now)
    fault(
      'cert',
      `the certificate in ${tls.cert} is good from ${day(certificate.validFrom)} only: set this machine's clock, or wait until then`,
    );
  const host = publicOrigin && new URL(publicOrigin).hostname.replaceAll(/[[\]]/g, '');
  const covers = !host || (isIP(host) > 0 ? certificate.checkIP(host) : certificate.checkHost(host)) !== undefined;
  if (!covers)
    fault(
      'cert',
      `the certificate in ${tls.cert} is not for ${host}, which http.publicOrigin says (it is for ${certificate.subjectAltName ?? 'no name'}): get one for that name`,
    );
};
