// Verifies one credential with @digitalbazaar/vc and its status with @digitalbazaar/vc-bitstring-status-list.
// Everything that a document loader could be asked for comes from one local file; nothing else is ever loaded.
//
//   node verify.mjs CREDENTIAL.json DOCUMENTS.json
//
// DOCUMENTS.json maps addresses to documents: contexts, DID documents, keys, status lists.
// Prints {"verified", "status", "why"} and exits with 0 only when the credential verifies and its status is clear.
import {readFile} from 'node:fs/promises';

import * as vc from '@digitalbazaar/vc';
import * as multikey from '@digitalbazaar/multikey-context';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';

const [credential, given] = await Promise.all(
  process.argv.slice(2, 4).map(async path => JSON.parse(await readFile(path, 'utf8'))));
const documents = new Map([...multikey.contexts, ...Object.entries(given)]);

async function documentLoader(url) {
  if(!documents.has(url)) {
    throw new Error(`not at hand, and nothing is fetched: ${url}`);
  }
  return {contextUrl: null, documentUrl: url, document: documents.get(url)};
}

const suite = new DataIntegrityProof({cryptosuite});
const result = await vc.verifyCredential({
  credential, suite, documentLoader,
  checkStatus: options => checkStatus({...options, verifyBitstringStatusListCredential: true, verifyMatchingIssuers: true})
});

const clear = result.statusResult?.results?.every(one => one.status === false) ?? false;
const why = [result.error, ...(result.error?.errors ?? []), result.statusResult?.error]
  .filter(Boolean).map(error => error.message);
console.log(JSON.stringify({verified: result.verified, status: clear ? 'clear' : 'not clear', why}));
process.exitCode = result.verified && clear ? 0 : 1;
