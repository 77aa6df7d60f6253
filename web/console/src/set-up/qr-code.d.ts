declare module "qrcode-terminal/vendor/QRCode/index.js" {
  /** ISO/IEC 18004; `typeNumber` -1 takes the smallest that holds the data. */
  class QRCode {
    constructor(typeNumber: number, errorCorrectLevel: number);
    modules: readonly (readonly boolean[])[];
    addData(text: string): void;
    make(): void;
  }
  export = QRCode;
}
