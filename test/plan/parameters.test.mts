import type { IExecuteFunctions } from 'n8n-workflow';
import { parametersOf } from '../../nodes/shared/plan/parameters.ts';

/** n8n's context of a node; it gives each value together with the item that it was read for. */
function contextOf(parameters: Record<string, unknown>) {
	const getNodeParameter = jest.fn((name: string, index: number) => `${name} of item ${index}`);
	const context = { getNode: () => ({ parameters }), getNodeParameter };
	return { read: parametersOf(context as unknown as IExecuteFunctions), getNodeParameter };
}

test('a parameter without an expression is read once for all items', () => {
	const { read, getNodeParameter } = contextOf({ plain: { list: ['a = b', 1] } });
	for (const index of [0, 1, 2]) {
		expect(read(index)('plain')).toBe('plain of item 0');
		expect(read(index)('notShown')).toBe('notShown of item 0');
	}
	expect(getNodeParameter).toHaveBeenCalledTimes(2);
	expect(getNodeParameter).toHaveBeenCalledWith('plain', 0, null);
});

test.each([
	['=x'],
	[{ __rl: true, mode: 'id', value: '={{ $json.id }}' }],
	[{ entries: [{ name: 'a' }, { name: '={{ $json.name }}' }] }],
	[{ '={{ $json.key }}': 1 }],
])('%j is read for each item', (parameter) => {
	const { read } = contextOf({ parameter });
	expect([0, 1, 2].map((index) => read(index)('parameter'))).toEqual([
		'parameter of item 0',
		'parameter of item 1',
		'parameter of item 2',
	]);
});
