import type { IDataObject } from 'n8n-workflow';
import { exampleOf, runExample } from '../support/examples.mts';
import { setUp, type Bench } from '../support/node.mts';

let bench: Bench;
beforeAll(async () => {
	bench = await setUp();
}, 60_000);
beforeEach(() => bench.simulator.reset());
afterAll(async () => await bench.close());

const run = async (
	file: string,
	changes: Record<string, IDataObject> = {},
	items?: IDataObject[],
) => await runExample(bench, file, changes, items);

const tenantAt = (domain: string) =>
	[...bench.simulator.state.tenants.values()].find((tenant) => tenant.domain === domain);
const writes = () =>
	bench.simulator.log.filter(
		({ method, path: at }) => method === 'POST' && !/\/auth\/|\/tenants\/switch/.test(at),
	);

test('clone-tenant.json says what it would do, and makes the tenant when Dry Run is off', async () => {
	bench.simulator.log.length = 0;
	const dry = await run('clone-tenant.json');
	expect(writes()).toEqual([]);
	expect(dry.items('New Tenant')[0].json).toMatchObject({
		dryRun: true,
		domain: 'sample-two.example',
	});
	const done = await run('clone-tenant.json', { 'New Tenant': { dryRun: false } });
	const { json } = done.items('New Tenant')[0];
	expect(json.extensions).toMatchObject([{ extension_number: '1001', name: 'office' }]);
	expect(tenantAt('sample-two.example')).toMatchObject({
		name: 'Sample Two',
		timezone: 'Europe/London',
	});
	const again = await run('clone-tenant.json', { 'New Tenant': { dryRun: false } });
	expect(Object.keys(again.items('New Tenant')[0].json.counts as object)).toEqual(['unchanged']);
}, 60_000);

test('drift-report.json tells what somebody changed, writes nothing, and is silent where nothing differs', async () => {
	bench.simulator.log.length = 0;
	const quiet = await run('drift-report.json');
	expect(quiet.items('Report')).toEqual([]);
	for (const user of bench.simulator.state.users.values()) user.display_name = 'Changed by Hand';
	const report = await run('drift-report.json');
	const [{ json }] = report.items('Report');
	expect(String(json.changes)).toContain('~ extension "1001": display_name');
	expect(writes()).toEqual([]);
}, 60_000);

test('onboard-form.json makes a customer of what was filled in, and says why not', async () => {
	const filled = exampleOf('onboard-form.json').pinData['New Customer'].map(({ json }) => json);
	const done = await run('onboard-form.json', {}, filled);
	expect(done.items('Done').map(({ json }) => json.message)).toEqual([
		'Harbour Ltd is ready: harbour.example, numbers 4420700700-4420700709',
	]);
	expect(tenantAt('harbour.example')).toBeDefined();
	const taken = { ...filled[0], Company: 'Pier Ltd', 'SIP domain': 'pier.example' };
	const failed = await run('onboard-form.json', {}, [taken]);
	expect(failed.items('Done')).toEqual([]);
	expect(String(failed.items('Not Done')[0].json.message)).toContain(
		'belongs to the tenant "Harbour Ltd"',
	);
	expect(tenantAt('pier.example')).toBeUndefined();
}, 60_000);

test('offboard-tenant.json hands over the file, and changes nothing until Dry Run is off', async () => {
	bench.simulator.log.length = 0;
	const dry = await run('offboard-tenant.json');
	expect(writes()).toEqual([]);
	expect(dry.items('Offboard')[0].binary?.data.fileName).toBe('sample.example.json');
	await run('offboard-tenant.json', { Offboard: { dryRun: false } });
	expect(tenantAt('sample.example')?.enabled).toBe(false);
}, 60_000);
