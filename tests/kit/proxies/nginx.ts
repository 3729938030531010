import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = process.env['NGINX_PATH'] || '/usr/sbin/nginx';

/** False where there is none: `npm test` says so while it makes ready. */
export const hasNginx = existsSync(program);

const configuration = (folder: string, port: number, location: string) => `
daemon off;
pid ${folder}/pid;
error_log ${folder}/error.log;
worker_processes 1;
events {}
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  server {
    listen 127.0.0.1:${port};
    server_name localhost;
    location / {
${location}
    }
  }
}
`;

/** A real nginx before a server, at `port` on loopback. `location`: what stands in its `location /`. */
export const startNginx = async (port: number, location: string): Promise<AsyncDisposable> => {
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'ardoise-nginx-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  // Begun as root, its worker is somebody else.
  await chmod(folder, 0o755);
  const file = join(folder, 'nginx.conf');
  await writeFile(file, configuration(folder, port, location));
  const nginx = spawn(program, ['-p', folder, '-c', file, '-e', join(folder, 'error.log')], { stdio: 'ignore' });
  const ended = once(nginx, 'exit');
  stack.defer(async () => {
    nginx.kill('SIGTERM');
    await ended;
  });
  for (let answered = false; !answered;) {
    if (nginx.exitCode !== null) throw new Error('nginx did not start');
    answered = await fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => new Promise<false>((again) => setTimeout(() => again(false), 50)),
    );
  }
  const owned = stack.move();
  return { [Symbol.asyncDispose]: () => owned.disposeAsync() };
};
