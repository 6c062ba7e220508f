// docx-templates in its fast mode, without a sandbox.
"use strict";
module.exports = (require) => {
  const { createReport } = require("docx-templates");
  return (template) => async (context) => Buffer.from(await createReport({ template, data: context, noSandbox: true }));
};
