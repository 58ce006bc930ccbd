import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { findOperation } from '../../nodes/shared/api/index.ts';
import { parameterOf } from '../../nodes/shared/api/names.ts';
import { labelOf } from '../../nodes/shared/values/wireValue.ts';
import { setUp, type Bench } from '../support/node.mts';

const readme = readFileSync(path.resolve(import.meta.dirname, '../../README.md'), 'utf8');
const section = /^## Onboard a customer\n([^]*?)^## /m.exec(readme)?.[1] ?? '';

const operation = findOperation('tenantSetup', 'onboard');
const fields = operation?.bodyFields ?? [];

/** What the table of the section says, as parameters of the node. */
function parameters(): IDataObject {
	const top: IDataObject = {};
	const options: IDataObject = {};
	const cells = [...section.matchAll(/^\| (\S.*?) +\| `(.*)` +\|$/gm)];
	for (const [, label, value] of cells) {
		const field = fields.find((each) => labelOf(each) === label);
		if (!field) throw new Error(`Onboard has no field "${label}"`);
		const given = field.type === 'reference' ? { __rl: true, mode: 'name', value } : value;
		(field.required || field.onTop ? top : options)[parameterOf(field)] = given;
	}
	return { ...top, options };
}

const withoutIds = (item: unknown): unknown =>
	JSON.parse(JSON.stringify(item).replaceAll(/"\d{18}"/g, '"an ID"'));

let bench: Bench;
beforeAll(async () => {
	bench = await setUp();
}, 60_000);
afterAll(async () => await bench.close());

test('the first example of the README is what the node takes and gives', async () => {
	const told = JSON.parse(/^```json\n([^]*?)^```/m.exec(section)?.[1] ?? '') as IDataObject;
	const run = async (more: object = {}) => {
		const { out, error } = await bench.run({
			resource: 'tenantSetup',
			operation: 'onboard',
			...parameters(),
			...more,
		});
		expect(error?.message).toBeUndefined();
		expect(out).toHaveLength(1);
		return out[0];
	};
	expect(Object.keys(parameters())).toHaveLength(11);
	const before = bench.simulator.state.tenants.size;
	expect((await run({ dryRun: true })).text).toContain('nothing was written');
	expect(bench.simulator.state.tenants.size).toBe(before);
	const item = await run();
	expect(withoutIds(item)).toEqual(withoutIds(told));
	const again = await run();
	expect(section).toContain(
		`"counts": { "unchanged": ${String((again.counts as IDataObject).unchanged)} }`,
	);
	expect(Object.keys(again.counts as object)).toEqual(['unchanged']);
}, 60_000);
