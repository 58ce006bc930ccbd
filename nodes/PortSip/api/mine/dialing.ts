import { create, get, getMany, remove, resource, update } from '../define';
import { need, text } from '../fields';
import type { Resource } from '../types';
import { idOf, ofUser } from './shared';

const path = [idOf('Speed Dial', 'speedDialId')];

/**
 * One of the two sets of short codes.
 *
 * @param size how many codes the set has, as in its name
 * @param codes the codes, for people
 */
function speedDial(size: 8 | 100, codes: string): Resource {
	const noun = `own speed dial ${size}`;
	const length = size === 8 ? 1 : 2;
	const code = text('code', `From ${codes}`, { min: length, max: length });
	const number = text('phone_number', 'Number that the code calls');
	const description = text('description', undefined, { max: 1024 });
	return resource(
		`mySpeedDial${size}`,
		`My Speed Dial ${size}`,
		`/user/speed_dial_${size}`,
		[
			create([need(code), need(number), description], { action: `Create ${noun}` }),
			get({ path, action: `Get ${noun}` }),
			getMany({ paging: 'none', action: `Get many ${noun} entries` }),
			update([code, number, description], { path, action: `Update ${noun}` }),
			remove({ path, action: `Delete ${noun}` }),
		],
		ofUser('Your short numbers'),
	);
}

export const mySpeedDial8 = speedDial(8, '2 to 9');
export const mySpeedDial100 = speedDial(100, '00 to 99');
