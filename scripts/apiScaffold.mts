import path from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { contract, type FactOperation } from './facts/contract.mts';
import { HINT } from './openapi/code.mts';
import { readDocument } from './openapi/document.mts';
import { operationFacts } from './openapi/operationFacts.mts';
import { fileOf, placeOf } from './openapi/place.mts';
import { rowCode } from './openapi/rowCode.mts';

/** Prints the row of an operation, ready to be pasted and worded. */
const { positionals, values } = parseArgs({
	allowPositionals: true,
	options: { from: { type: 'string' } },
});
const [key, ...more] = positionals;
if (!key || more.length) {
	console.error('Usage: npm run api:scaffold -- "POST /path" [--from FILE]');
	process.exit(2);
}
const known = contract();
const operations = values.from ? operationFacts(readDocument(values.from)) : known;
const found = operations.get(key);
if (!found) {
	console.error(`${key}: not in ${values.from ?? 'contract/operations.json'}`);
	process.exit(2);
}
// Documents do not say since when an operation is there; of those in the contract it is known.
const operation = { ...found, since: known.get(key)?.since ?? found.since };
const place = placeOf(operation.path);
const code = rowCode(operation, place, operations);
console.log([...remarks(operation), '', await pretty(code)].join('\n'));

/** What the person who pastes the row has to know. */
function remarks({ inferred, bodyInferred, existence, doubtful }: FactOperation): string[] {
	const { resource, base } = place;
	const file = resource && (fileOf(resource) ?? 'index.ts');
	const guesses = [...(inferred ?? []), existence, bodyInferred, doubtful && 'doubtful'];
	const names = [...new Set([...code.matchAll(/\b([a-zA-Z]+)\(/g)].map(([, name]) => name))];
	return [
		resource
			? `// Into the rows of ${resource.name}: nodes/shared/api/${file}`
			: `// A new resource on ${base}: a new file in the folder of its node below nodes/shared/api/, and a line in that folder's index.ts`,
		`// ${HINT} stands for words to find, or to take out where they repeat the label.`,
		`// Constructors: ${names.sort().join(', ')}`.replace('listOf', 'listOf (list of fields)'),
		...(guesses.some(Boolean)
			? [`// Guessed in the contract: ${guesses.filter(Boolean).join(', ')}`]
			: []),
	];
}

async function pretty(expression: string): Promise<string> {
	const config = await resolveConfig(path.join(import.meta.dirname, 'apiScaffold.mts'));
	const formatted = await format(expression, { ...config, parser: 'typescript' });
	return formatted.trim().replace(/;$/, ',');
}
