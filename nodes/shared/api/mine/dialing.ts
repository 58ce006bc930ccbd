import { create, get, getMany, remove, resource, update, upsert } from '../define';
import { SPEED_DIALS, speedDialFields, type SpeedDial } from '../speedDialFields';
import type { Resource } from '../types';
import { idOf, ofUser } from './shared';

const path = [idOf('Speed Dial', 'speedDialId')];

/** One of the two sets of short codes. */
function speedDial(kind: SpeedDial): Resource {
	const noun = `own speed dial ${kind}`;
	const { created, changed } = speedDialFields(kind);
	return resource(
		`mySpeedDial${kind}`,
		`My Speed Dial ${kind}`,
		`/user/speed_dial_${kind}`,
		[
			create(created, { action: `Create entry of ${noun}` }),
			upsert(['code']),
			get({ path, action: `Get entry of ${noun}` }),
			getMany({ paging: 'none', action: `Get many entries of ${noun}` }),
			update(changed, { path, action: `Update entry of ${noun}` }),
			remove({ path, action: `Delete entry of ${noun}` }),
		],
		ofUser(`Your short numbers, ${SPEED_DIALS[kind].codes}`),
	);
}

export const mySpeedDial8 = speedDial('8');
export const mySpeedDial100 = speedDial('100');
