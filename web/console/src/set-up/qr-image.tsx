/// <reference path="./qr-code.d.ts" />
import QRCode from "qrcode-terminal/vendor/QRCode/index.js";

interface QrImageProps {
  readonly value: string;
  readonly label: string;
}

/** Level L: the screen is clean, and a phone reads fewer squares from further away. */
const levelL = 1;
const quiet = 4;

/** Dark squares on white in either colour scheme, as cameras want them. */
export const QrImage = ({ value, label }: QrImageProps) => {
  const code = new QRCode(-1, levelL);
  code.addData(value);
  code.make();
  const side = code.modules.length + 2 * quiet;
  const squares = code.modules
    .flatMap((row, y) =>
      row.map((isDark, x) => (isDark ? `M${x + quiet} ${y + quiet}h1v1h-1z` : "")),
    )
    .join("");
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${side} ${side}`} width="264" height="264">
      <rect width={side} height={side} fill="#fff" />
      <path d={squares} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
};
