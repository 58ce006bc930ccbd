import type { Field } from '../../nodes/shared/api/types.ts';
import { asSent } from '../../nodes/shared/records/changeRecord.ts';
import { differenceOf } from '../../nodes/shared/records/difference.ts';

const holidays: Field = { name: 'holidays', type: 'texts' };
const rules: Field = { name: 'rules', type: 'list', fields: [holidays] };

/** The PBX takes the ids of holidays, and shows the holidays (responses of the contract). */
describe('what is sent by its id and shown as a record', () => {
	test('is the same where the ids are, in whatever order', () => {
		const held = {
			holidays: [
				{ id: '7', name: 'New Year' },
				{ id: 9, name: 'Easter' },
			],
		};
		expect(differenceOf([holidays], { holidays: ['9', '7'] }, held).changed).toEqual([]);
		expect(differenceOf([holidays], { holidays: ['9', '8'] }, held).changed).toHaveLength(1);
		expect(differenceOf([holidays], { holidays: ['7'] }, held).changed).toHaveLength(1);
	});

	test('also within a list', () => {
		const held = { rules: [{ holidays: [{ id: '7' }] }] };
		expect(differenceOf([rules], { rules: [{ holidays: ['7'] }] }, held).changed).toEqual([]);
		expect(differenceOf([rules], { rules: [{ holidays: ['8'] }] }, held).changed).toHaveLength(1);
	});

	test('is written back by its id', () => {
		expect(asSent(holidays, [{ id: '7', name: 'New Year' }, '9'])).toEqual(['7', '9']);
		expect(asSent(rules, [{ holidays: [{ id: '7' }], name: 'x' }])).toEqual([
			{ holidays: ['7'], name: 'x' },
		]);
	});
});
