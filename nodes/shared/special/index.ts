import { apiRequest } from './apiRequest';
import { applySetup, compareSetup } from './applySetup';
import { assignTrunk } from './assignTrunk';
import { changeMembers } from './changeMembers';
import { checkAccess } from './checkAccess';
import { didAssignNext } from './didAssignNext';
import { didAddNumbers, didRemoveNumbers } from './didChange';
import { didFree, didOwner, didUsage } from './didLook';
import { didMoveNumbers } from './didMoveNumbers';
import { downloadFile } from './downloadFile';
import { exportSetup } from './exportSetup';
import { offboardSetup } from './offboardSetup';
import { onboardSetup } from './onboardSetup';
import type { Special } from './special';
import { uploadFile } from './uploadFile';

/** All of them, by the name in their row. */
export const specials: Readonly<Record<string, Special>> = {
	apiRequest,
	applySetup,
	assignTrunk,
	changeMembers,
	checkAccess,
	compareSetup,
	didAddNumbers,
	didAssignNext,
	didFree,
	didMoveNumbers,
	didOwner,
	didRemoveNumbers,
	didUsage,
	downloadFile,
	exportSetup,
	offboardSetup,
	onboardSetup,
	uploadFile,
};
