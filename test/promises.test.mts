import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { resources } from '../nodes/shared/api/index.ts';
import { OMISSIONS } from '../scripts/facts/omissions.mts';

const ROOT = path.resolve(import.meta.dirname, '..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

describe('docs/promises.md', () => {
	const rows = read('docs/promises.md')
		.split('\n')
		.filter((line) => line.startsWith('| ') && line.includes('`test/'))
		.map((line) => line.split('|').slice(1, 3) as [string, string]);

	test.each(rows)('%s', (_, kept) => {
		const named = [...kept.matchAll(/`(test\/[^`]+)`(?: "([^"]+)")?/g)];
		expect(named.length).toBeGreaterThan(0);
		for (const [, file, words] of named) {
			expect([file, existsSync(path.join(ROOT, file))]).toEqual([file, true]);
			if (words) expect(read(file)).toContain(words);
		}
	});
});

test('README tells how many resources, operations and calls there are', () => {
	const operations = resources.flatMap((each) => each.operations);
	const calls = operations.filter(({ path: route, composed }) => route !== '' && !composed).length;
	expect(read('README.md')).toContain(
		`${resources.length} resources with ${operations.length} operations: the whole REST API of PortSIP v22.8 (${calls} calls; ${Object.keys(OMISSIONS).length} more are left out`,
	);
});
