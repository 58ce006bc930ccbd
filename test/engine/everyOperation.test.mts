import { resources } from '../../nodes/PortSip/api/index.ts';
import { EveryOperation, factOf, roleOf } from '../support/everyOperation.mts';
import { setUp, type Bench } from '../support/node.mts';

const cases = resources.flatMap((resource) =>
	resource.operations
		.filter(({ path }) => path !== '')
		.map((operation) => [`${resource.value}:${operation.value}`, resource, operation] as const),
);

let bench: Bench;
let every: EveryOperation;
beforeAll(async () => {
	bench = await setUp();
	every = new EveryOperation(bench);
	await every.build();
}, 60_000);
beforeEach(() => every.restore());
afterAll(async () => await bench.close());

describe('every operation runs in the engine against the PBX', () => {
	test.each(cases)('%s', async (_, resource, operation) => {
		const { parameters, request } = every.caseOf(resource, operation);
		const { items, error } = await bench.run(parameters, { credential: roleOf(operation) });
		expect([error?.message, error?.description]).toEqual([undefined, undefined]);
		const log = bench.simulator.log.map(({ method, path }) => `${method} ${path}`);
		expect(log).toContain(request);
		const out = items('PortSIP');
		if (operation.kind === 'delete') expect(out).toMatchObject([{ json: { deleted: true } }]);
		if (operation.kind !== 'getMany') expect(out).toHaveLength(1);
		expect(out.filter(({ json }) => !Object.keys(json).length)).toEqual([]);
	});
});
