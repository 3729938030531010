// npm run drawing: draws the architecture from the code's imports; with `-- --check`, fails where the drawing is not of this code.
import './setup/oldNode.mjs';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { roomsOf } from './drawing/rooms.mjs';
import { draw } from './drawing/svg.mjs';
import { inProject } from './setup/project.mjs';

const file = inProject('deploy', 'architecture.svg');
const drawn = draw([
  { title: 'In the browser: client/', rooms: roomsOf('client') },
  { title: 'On the server: server/', rooms: roomsOf('server') },
]);
if (!process.argv.includes('--check')) {
  writeFileSync(file, drawn);
  console.log('Written to deploy/architecture.svg');
} else if (!existsSync(file) || readFileSync(file, 'utf8') !== drawn) {
  console.error('deploy/architecture.svg is not a drawing of this code: npm run drawing');
  process.exitCode = 1;
}
