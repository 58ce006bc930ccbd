import { readFileSync } from 'node:fs';
import path from 'node:path';
import { areas } from '../nodes/shared/api/index.ts';
import { descriptionOf, triggers } from '../scripts/nodes.mts';
import { TASKS } from './e2e/checks/taskList.mts';

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

test('the clicks are counted for the tasks that the browser does', () => {
	const lines = readFileSync(path.join(import.meta.dirname, '../docs/clicks.md'), 'utf8')
		.split('\n')
		.filter((line) => /\d \|$/.test(line))
		.map((line) => line.split('|').map((cell) => cell.trim()));
	expect(lines.map(([, ...cells]) => cells.slice(0, 4))).toEqual(
		TASKS.map(({ name, search, node, action }) => [name, search, node, action]),
	);
	expect(new Set(TASKS.map(({ node }) => node)).size).toBe(areas.length);
	for (const { node, action } of TASKS) {
		const area = nodes.find(({ label }) => label === node);
		const found = area?.resources.some(({ operations }) =>
			operations.some((operation) => operation.action === action),
		);
		expect([node, action, found]).toEqual([node, action, true]);
	}
});
