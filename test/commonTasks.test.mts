import { readFileSync } from 'node:fs';
import path from 'node:path';
import { areas } from '../nodes/shared/api/index.ts';
import { descriptionOf, triggers } from '../scripts/nodes.mts';

/** What the page names must be found in the editor under that name. */
const rows = readFileSync(path.resolve(import.meta.dirname, '../docs/common-tasks.md'), 'utf8')
	.split('\n')
	.filter((line) => line.startsWith('| ') && !/^\| (task|-+) /.test(line))
	.map((line) => line.split('|').map((cell) => cell.trim()))
	.map(([, task, node, resource, operation]) => [task, node, resource, operation] as const);

const nodes = areas.map((area) => ({ label: descriptionOf(area.node).displayName, ...area }));
const starts = triggers().map(({ displayName }) => displayName);

test.each(rows)('%s', (_, node, resource, operation) => {
	if (node === 'any') return;
	if (starts.includes(node)) return;
	const area = nodes.find(({ label }) => label === node);
	const group = area?.resources.find(({ name }) => name === resource);
	const found = group?.operations.some(({ name }) => name === operation);
	expect([node, resource, operation, Boolean(found)]).toEqual([node, resource, operation, true]);
});

test('there are such tasks', () => {
	expect(rows.length).toBeGreaterThan(14);
});
