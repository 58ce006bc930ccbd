import type { INodeExecutionData } from 'n8n-workflow';
import { fileItem } from '../support/fileItem.mts';
import { messageIn, setUp, type Bench, type RunOptions } from '../support/node.mts';
import { linesOf } from '../support/pbx.mts';

/** Every item is checked before the first one is sent, also those of special operations. */
let bench: Bench;
beforeAll(async () => (bench = await setUp()));
beforeEach(() => {
	bench.simulator.reset();
	bench.signIn(bench.simulator.logins.systemAdmin);
});
afterAll(async () => await bench.close());

const request = {
	resource: 'apiRequest',
	operation: 'send',
	method: 'POST',
	path: '={{ $json.path ?? "/ip_filters" }}',
	options: {
		body: '={{ $json.body ?? \'{"cidr": "192.0.2.0/24", "target": "DENY"}\' }}',
		query: '={{ $json.query ?? "{}" }}',
	},
};

interface Case {
	parameters: object;
	/** The first item is right, the second one is not. */
	options: RunOptions;
	/** What the message names. */
	words: RegExp;
}
const files = (...input: INodeExecutionData[]): RunOptions => ({ input });
const file = fileItem('RIFF', 'first.wav');
const digest = 'a'.repeat(64);

const cases: Record<string, Case> = {
	'API Request with a path that is none': {
		parameters: request,
		options: { items: [{}, { path: 'ip_filters' }] },
		words: /"Path"/,
	},
	'API Request with a path that leads elsewhere': {
		parameters: request,
		options: { items: [{}, { path: '/ip_filters/../tenants' }] },
		words: /"Path"/,
	},
	'API Request with a path that is empty': {
		parameters: request,
		options: { items: [{}, { path: '' }] },
		words: /"Path"/,
	},
	'API Request that would end the session': {
		parameters: request,
		options: { items: [{}, { path: '/auth/sign_out' }] },
		words: /would change the session/,
	},
	'API Request with a body that is no object': {
		parameters: request,
		options: { items: [{}, { body: '["a"]' }] },
		words: /"Body"/,
	},
	'API Request with a body that is no JSON': {
		parameters: request,
		options: { items: [{}, { body: '{"cidr": }' }] },
		words: /"Body"/,
	},
	'API Request with a query that is no object': {
		parameters: request,
		options: { items: [{}, { query: '[1]' }] },
		words: /"Query"/,
	},
	'File > Upload of an item without binary data': {
		parameters: { resource: 'file', operation: 'upload' },
		options: files(file, { json: {} }),
		words: /data/,
	},
	'File > Upload of an item without that field': {
		parameters: {
			resource: 'file',
			operation: 'upload',
			binaryPropertyName: '={{ $itemIndex ? "sound" : "data" }}',
		},
		options: files(file, file),
		words: /sound/,
	},
	'File > Download of nothing': {
		parameters: { resource: 'file', operation: 'download', digest: '={{ $json.digest }}' },
		options: { items: [{ digest }, { digest: '' }] },
		words: /"File URL"/,
	},
	'File > Download of what names no file': {
		parameters: { resource: 'file', operation: 'download', digest: '={{ $json.digest }}' },
		options: { items: [{ digest }, { digest: '..' }] },
		words: /"File URL"/,
	},
	'Tenant > Check Access of no tenant': {
		parameters: { resource: 'tenant', operation: 'checkAccess', tenantId: '={{ $json.id }}' },
		options: { items: [{ id: '1' }, { id: '' }] },
		words: /"Tenant"/,
	},
};

describe.each(Object.entries(cases))('%s at item 2', (_, { parameters, options, words }) => {
	test('stops the run before item 1 is sent', async () => {
		const { error, out } = await bench.run(parameters, options);
		expect(out).toEqual([]);
		expect(error?.message).toMatch(words);
		expect((error as { context?: { itemIndex?: number } } | undefined)?.context?.itemIndex).toBe(1);
		expect(bench.simulator.log).toEqual([]);
	});

	test('leaves by the error output alone, where the run goes on', async () => {
		const { items } = await bench.run(parameters, { ...options, onError: 'continueErrorOutput' });
		const refused = items('PortSIP', 1).filter(
			({ pairedItem }) => (pairedItem as { item: number }).item === 1,
		);
		expect(refused.map(messageIn)).toEqual([expect.stringMatching(words)]);
	});
});

test('nothing is asked for twice, where all items are right', async () => {
	const { error } = await bench.run(request, { items: [{}] });
	expect(error).toBeUndefined();
	expect(linesOf(bench.simulator)).toEqual(['POST /api/ip_filters']);
});
