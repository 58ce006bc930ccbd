import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { newTenant, setUp, type Bench } from '../support/node.mts';

/** What an item becomes that was not done. */
let bench: Bench;
beforeAll(async () => (bench = await setUp()));
beforeEach(() => bench.simulator.reset());
afterAll(async () => await bench.close());

const create = {
	resource: 'tenant',
	operation: 'create',
	...Object.fromEntries(
		['name', 'domain', 'website', 'timezone', 'currency', 'region'].map((name) => [
			name,
			`={{ $json.${name} }}`,
		]),
	),
};
const taken = () => ({ ...newTenant('Taken'), domain: bench.simulator.logins.tenantUser.domain });
const conflict = {
	message: expect.stringMatching(
		/^Create tenant: the PBX answered 409 RESOURCE_EXISTS: /,
	) as string,
	description: expect.stringMatching(/conflicts with what the PBX already holds/) as string,
	code: 'RESOURCE_EXISTS',
	status: 409,
	outcome: 'failed',
};

describe.each(['continueErrorOutput', 'continueRegularOutput'] as const)('under %s', (onError) => {
	const failed = async (item: IDataObject): Promise<INodeExecutionData[]> => {
		const { items } = await bench.run(create, { items: [item], onError });
		return items('PortSIP', onError === 'continueErrorOutput' ? 1 : 0);
	};

	test('it keeps its own fields, with what happened as fields of one more', async () => {
		const item = { ...taken(), row: 7, message: 'Mine', details: { also: 'mine' } };
		expect((await failed(item)).map(({ json }) => json)).toEqual([{ ...item, error: conflict }]);
	});

	test('a field "error" of its own is kept inside', async () => {
		const item = { ...taken(), error: 'From the node before' };
		const [{ json, pairedItem }] = await failed(item);
		expect(json).toEqual({ ...item, error: { ...conflict, replaced: 'From the node before' } });
		expect(pairedItem).toEqual({ item: 0 });
	});

	test('what was refused before it was sent has no status', async () => {
		const [{ json }] = await failed({ ...taken(), region: '' });
		expect(json.error).toEqual({
			message: 'Create tenant: "Country" is empty',
			description: expect.any(String) as string,
			outcome: 'refused',
		});
	});

	test('what may have been done says so', async () => {
		const failure = { path: '^/tenants', status: 500, times: 1, message: 'Disk full' };
		bench.simulator.switches.failures.push(failure);
		const [{ json }] = await failed(newTenant('Lost'));
		expect(json.error).toMatchObject({ status: 500, outcome: 'unknown' });
	});
});

test('its file goes with it, so that it can be tried again', async () => {
	const input = [{ json: {}, binary: { data: { data: '', mimeType: 'text/plain' } } }];
	const { items } = await bench.run(
		{ resource: 'tenant', operation: 'get', tenantId: '1' },
		{ input, onError: 'continueErrorOutput' },
	);
	expect(items('PortSIP', 1)[0].binary).toEqual(input[0].binary);
});

/**
 * What n8n 1.88 sends to the error output (n8n-core 1.87, handleNodeErrorOutput): an item with
 * `error` alone, or with `error` and `message`. From 2.41 on `details` may stand there, too.
 */
const leavesByErrorOutput = ({ json }: INodeExecutionData): boolean => {
	const names = Object.keys(json);
	return (
		Boolean(json.error) && (names.length === 1 || (Boolean(json.message) && names.length === 2))
	);
};

test('n8n 1.88 routes it, too', async () => {
	// What the node itself gives, before n8n adds the fields of the item that came in.
	const { items, run } = await bench.run(create, {
		items: [{ ...taken(), error: 'Mine', message: 'Mine' }],
		onError: 'continueErrorOutput',
	});
	const came = ['name', 'domain', 'website', 'timezone', 'currency', 'region', 'message'];
	const [{ json, ...rest }] = items('PortSIP', 1);
	const own = Object.entries(json).filter(([name]) => !came.includes(name));
	expect(leavesByErrorOutput({ ...rest, json: Object.fromEntries(own) })).toBe(true);
	expect(run.data.resultData.error).toBeUndefined();
});
