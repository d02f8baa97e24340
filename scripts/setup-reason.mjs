import { relative, sep } from 'node:path';

/** Why npm failed and what to do, of the failures that a stranger may meet; `root` is the checkout. */
export function reasonFor(output, root) {
  const code = /\b(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ENETUNREACH)\b/.exec(output)?.[1];
  if (code)
    return `npm did not reach the registry of its packages (${code}). Look at the network, and at npm's proxy settings if there is one between, then run this again.`;
  const untrusted =
    /\b(SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_GET_ISSUER_CERT_LOCALLY|UNABLE_TO_VERIFY_LEAF_SIGNATURE)\b/;
  const doubt = untrusted.exec(output)?.[1];
  if (doubt)
    return `npm does not trust the certificate of the registry of its packages (${doubt}); there may be a proxy between that has its own. Name that authority's file in NODE_EXTRA_CA_CERTS, then run this again.`;
  if (/\bENOSPC\b|no space left/i.test(output))
    return `The disk of ${root} is full. Make room, then run this again.`;
  if (/\b(EACCES|EPERM|EROFS)\b/.test(output)) {
    const path = /^npm error path (.+)$/m.exec(output)?.[1]?.trim();
    // npm keeps what it fetched in a folder of its own.
    const folder = path && relative(root, path).split(sep)[0] === '..' ? path : root;
    return `This user may not write in ${folder}. Let the folder belong to whoever runs Rondo, then run this again.`;
  }
  return 'Rondo could not be set up.';
}
