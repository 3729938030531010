// npm run pin-worker: for a maintainer, after an update of mediasoup: prints and lists the hashes of the workers published with it.
import './setup/oldNode.mjs';
import { readJson } from './setup/project.mjs';
import { tellingProblems } from './setup/setUp.mjs';
import { placeOf } from './setup/workerDownload.mjs';
import { pinsFile, pinWorkers } from './setup/workerPins.mjs';

await tellingProblems(async () => {
  const { version } = readJson('node_modules', 'mediasoup', 'package.json');
  await pinWorkers({ version, base: placeOf(version), file: pinsFile }, console.log);
  console.log(
    `Listed in ${pinsFile}. Compare the hashes with those that the release page shows, from another network, and commit.`,
  );
});
