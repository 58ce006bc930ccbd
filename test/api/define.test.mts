import { action, create, download, get, read, resource } from '../../nodes/shared/api/define.ts';
import { choice, reference, text } from '../../nodes/shared/api/fields.ts';
import { parameterOf, titleOf } from '../../nodes/shared/api/names.ts';
import { findOperation } from '../../nodes/shared/api/index.ts';

describe('a row that contradicts itself is refused when it is defined', () => {
	const define =
		(...rows: Parameters<typeof resource>[3]) =>
		() =>
			resource('tenant', 'Tenant', '/tenants', rows);

	test.each([
		['an operation twice', define(get(), get()), 'stands in two rows'],
		['a call twice', define(get(), read('again', 'GET /{id}')), 'stands in two rows'],
		['a brace without a field', define(read('odd', 'GET /{nothing}')), '{nothing} has no field'],
		['a choice without values', define(create([choice('level', [])])), 'no choices'],
		['a field twice', define(create([text('name'), text('name')])), 'stands twice'],
		['an unknown reference', define(create([reference('x_id', 'nothing')])), 'unknown reference'],
		['an unknown method', define(action('odd', 'PUT /{id}', [])), 'unknown method'],
		['a GET with a body', define(action('odd', 'GET /odd', [text('name')])), 'has no body'],
		['a nameless download', define(download('odd', 'GET /odd', { fileName: '' })), 'no file name'],
	])('%s', (_, attempt, words) => {
		expect(attempt).toThrow(words);
	});
});

describe('names', () => {
	test.each([
		['max_call_queues', 'Max Call Queues', 'maxCallQueues'],
		['did_numbers', 'DID Numbers', 'didNumbers'],
		['private_ipv4', 'Private IPv4', 'privateIpv4'],
		['sip_barrier_1_packets', 'SIP Barrier 1 Packets', 'sipBarrier1Packets'],
		['time_of_day', 'Time of Day', 'timeOfDay'],
	])('%s', (wire, title, parameter) => {
		expect(titleOf(wire)).toBe(title);
		expect(parameterOf({ name: wire })).toBe(parameter);
	});

	test('the id of a record bears its name, wherever it is picked', () => {
		const parameters = (value: string, operation: string) =>
			findOperation(value, operation)?.pathFields.map(parameterOf);
		expect(parameters('tenant', 'assignToDealer')).toEqual(['tenantId', 'dealerId']);
		expect(parameters('trunk', 'assignToTenant')).toEqual(['trunkId', 'tenantId']);
	});
});

test.each([
	['constructor', 'create'],
	['__proto__', 'get'],
	['tenant', 'constructor'],
	['tenant', '__proto__'],
	['', ''],
])('no operation is found under %s and %s', (name, operation) => {
	expect(findOperation(name, operation)).toBeUndefined();
});
