import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
	currentParameters,
	EVERYWHERE,
	GOLDEN,
	goldenParameters,
	onlyIn,
	type Parameters,
} from './docs/parameters.mts';

/**
 * Enters new operations and parameters into the list of permanent names.
 *
 * Saved workflows hold these names: one that goes away, or is called otherwise, breaks them in
 * silence. So nothing is ever taken from the list, and a rename is refused as well, being a
 * removal and an addition. `--released-nothing` takes the list anew from the rows: right only
 * as long as no version of the package has been released, because nobody has workflows with it
 * until then, and names may still change.
 */
const anew = process.argv.includes('--released-nothing');
const current = currentParameters();
const golden: Parameters = existsSync(GOLDEN) ? goldenParameters() : {};
const gone = onlyIn(golden, current);
const added = onlyIn(current, golden);

if (gone.length > 0 && !anew) {
	console.log(`Saved workflows hold these names, which are no longer there:
  ${gone.join('\n  ')}
Nothing was written. Bring them back; before the first release, use --released-nothing.`);
	process.exitCode = 1;
} else {
	mkdirSync(path.dirname(GOLDEN), { recursive: true });
	writeFileSync(GOLDEN, `${JSON.stringify(current, null, '\t')}\n`);
	const count = Object.keys(current).filter((name) => !name.endsWith(EVERYWHERE)).length;
	console.log(`${count} operations: ${added.length} names added, ${gone.length} taken away`);
}
