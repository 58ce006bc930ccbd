import type { IDataObject } from 'n8n-workflow';
import { LARGE, largeSetup } from '../../scripts/bench/load/largeSetup.mts';
import { newTenant, setUp, type Bench } from '../support/node.mts';

/** What a tool may cost its model each time: about a thousand tokens (as in test/e2e/checks/tool.mts). */
const MOST_CHARACTERS = 4000;

let bench: Bench;
beforeAll(async () => {
	bench = await setUp();
}, 60_000);
beforeEach(() => bench.simulator.reset());
afterAll(async () => await bench.close());

async function small(operation: string, parameters: object): Promise<IDataObject> {
	const { out, error } = await bench.run({ resource: 'tenantSetup', operation, ...parameters });
	expect([error?.message, error?.description]).toEqual([undefined, undefined]);
	expect(out).toHaveLength(1);
	const size = JSON.stringify(out).length;
	expect([operation, size, size <= MOST_CHARACTERS]).toEqual([operation, size, true]);
	return out[0];
}

/** The fields as a model fills them in that is asked to set up a customer like another one. */
const customer = (more: object = {}) => {
	const { name, ...tenant } = newTenant('Acme Two');
	return {
		customer: name,
		...tenant,
		trunkId: { __rl: true, mode: 'name', value: 'Sample SIP Trunk' },
		howMany: 5,
		options: {
			report: 'summary',
			...more,
		},
	};
};

describe('what a language model reads stays small, whatever the size of the customer', () => {
	test('"set up a customer like Acme with 5 numbers", looked at first', async () => {
		const template = largeSetup(LARGE);
		const dry = await small('onboard', { ...customer({ template }), dryRun: true });
		expect(dry).toMatchObject({ dryRun: true, counts: { create: 547 } });
		expect(dry.text).toMatch(/^Tenant "acme-two\.example": 547 create \(nothing was written\)\n/);
		expect(dry.text).toMatch(/\nand \d+ more$/);
		// The model says what it would do, is told to go on, and calls the tool once more.
		const done = await small('onboard', customer({ template }));
		expect(done.counts).toEqual({ created: 547 });
		expect(done.did_numbers).toBe(dry.did_numbers);
		const summary = { options: { report: 'summary' } };
		const exported = await small('export', {
			tenantId: { __rl: true, mode: 'id', value: String(done.tenant_id) },
			...summary,
		});
		expect(exported.text).toContain('Tenant "acme-two.example": 1 trunks, 500 extensions');
	}, 120_000);

	test('a comparison of a large customer, of which nothing is there, or hardly anything can be', async () => {
		const summary = { options: { report: 'summary' } };
		const document = largeSetup(LARGE) as Record<string, IDataObject[]>;
		const fresh = await small('compare', { document: JSON.stringify(document), ...summary });
		expect(fresh.differs).toBe(true);
		for (const rule of document.inbound_rules) rule.trunk = 'No Such Trunk';
		for (const each of document.extensions) each.role = 'x'.repeat(300);
		const wrong = await small('compare', { document: JSON.stringify(document), ...summary });
		expect((wrong.counts as IDataObject).cannot).toBe(300);
		expect(String(wrong.text).split('\n')[1]).toContain('! inbound rule');
	}, 120_000);

	test('half a secret is not left where a line is cut', async () => {
		const secret = 'Kestrel-Orbit-9-Kestrel-Orbit-9';
		const person = (more: IDataObject = {}) => ({
			version: 1,
			tenant: newTenant('Secret'),
			extensions: [
				{
					...{ extension_number: '101', display_name: 'Ada', name: 'ada' },
					...{ email: 'ada@secret.example', role: 'Admin', password: secret },
					...more,
				},
			],
		});
		const run = async (operation: string, document: object) =>
			await small(operation, {
				document: JSON.stringify(document),
				options: { report: 'summary' },
			});
		await run('apply', person());
		for (let length = 1; length < 40; length++) {
			const item = await run(
				'compare',
				person({
					display_name: 'D'.repeat(length),
					...{ description: secret, department: secret, position: secret, city: secret },
					...{ state: secret, street: secret, note: secret },
				}),
			);
			expect(item.differs).toBe(true);
			expect(JSON.stringify(item)).not.toContain('Kestrel');
		}
	}, 60_000);
});
