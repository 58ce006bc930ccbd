import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import type { IDataObject } from 'n8n-workflow';
import { documentOf } from '../../nodes/shared/setup/document.ts';
import { stepsOf } from '../../nodes/shared/setup/steps.ts';
import { SETUP_SCHEMA, setupSchema } from '../../scripts/docs/setupSchema.mts';
import { startSimulator } from '../../simulator/server.mts';
import { connect } from '../support/connected.mts';
import { sampleSetup } from '../support/setupSample.mts';
import { apply, counts, exportOf } from './world.mts';

const schema = JSON.parse(setupSchema()) as object;
const validate = new Ajv({ allowUnionTypes: true }).compile(schema);

/** The documents of the page, in their order. */
const examples = [
	...readFileSync('docs/tenant-setup.md', 'utf8').matchAll(/```json\n(\{[\s\S]*?\n\})\n```/g),
].map(([, text]) => JSON.parse(text) as IDataObject);

describe('the schema of a tenant setup', () => {
	test('is up to date', () => {
		expect(readFileSync(SETUP_SCHEMA, 'utf8') === setupSchema() ? '' : 'Run npm run docs').toBe('');
	});

	test('takes what people write and what an export gives', async () => {
		const simulator = await startSimulator({ port: 0 });
		const connection = await connect(simulator);
		const { tenantId } = await apply(connection, sampleSetup());
		const { document } = await exportOf(connection, String(tenantId));
		await connection.tenants.close();
		await simulator.close();
		for (const each of [sampleSetup(), document]) {
			expect([validate(each), validate.errors]).toEqual([true, null]);
		}
	});

	test('refuses what the node refuses: an unknown part, an entry without its key', () => {
		expect(validate({ ...sampleSetup(), ringgroups: [] })).toBe(false);
		expect(validate({ ...sampleSetup(), ring_groups: [{ name: 'No number' }] })).toBe(false);
	});

	test('has three examples on its page, of which each can be applied', async () => {
		expect(examples).toHaveLength(3);
		const simulator = await startSimulator({ port: 0 });
		const connection = await connect(simulator);
		for (const example of examples) {
			expect([validate(example), validate.errors]).toEqual([true, null]);
			stepsOf(documentOf(example), 'UTC');
			const done = await apply(connection, example);
			expect(counts(done).cannot).toBeUndefined();
			expect(Object.keys(counts(await apply(connection, example)))).toEqual(['unchanged']);
		}
		await connection.tenants.close();
		await simulator.close();
	}, 60_000);
});
