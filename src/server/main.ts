import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';

// What the engine compiled is kept beside the packages, so that a later start takes half as long; where nobody may write
// there, every start compiles. It has to be said before anything else is loaded, hence not in the program itself.
enableCompileCache(join(import.meta.dirname, '../../node_modules/.rondo/compiled'));
await import('./program.ts');
// Now rather than at the end: a program that is killed has compiled for the next one as well.
flushCompileCache();
