using System.Text;
using Forecasting.Reports.Files;
using NUnit.Framework;

namespace Forecasting.Tests.Reports.Files;

public sealed class ManifestTests
{
    [Test]
    public void Write_SamplePlan_IsThisText()
    {
        var manifest = Manifest.For(SamplePlan.Report(), isTest: true) with { Files = [new("reorder.csv", "ab", 12, 6), new("run.json", null, null, null)] };
        Assert.That(Text(manifest), Is.EqualTo(
            $$"""
            {
              "schema_version": 1,
              "run": "{{manifest.RunId}}",
              "as_of": "2024-04-15",
              "cycle": "2024-04-15",
              "sequence": 7,
              "test": true,
              "files": [
                {
                  "name": "reorder.csv",
                  "sha256": "ab",
                  "bytes": 12,
                  "rows": 6
                },
                {
                  "name": "run.json",
                  "sha256": null,
                  "bytes": null,
                  "rows": null
                }
              ],
              "control_totals": {
                "file": "reorder.csv",
                "layout_version": 1,
                "lines": 6,
                "quantity": 312,
                "lines_without_price": 1,
                "value_by_currency": {
                  "EUR": 2067,
                  "USD": 255
                }
              }
            }

            """));
    }

    [Test]
    public void Read_WhatWasWritten_SaysTheSame()
    {
        var manifest = Manifest.For(SamplePlan.Report(), isTest: false) with { Files = [new("a", "b", 1, 2), new("c", null, null, null)] };
        var read = Manifest.Read(new MemoryStream(Encoding.UTF8.GetBytes(Text(manifest))));
        Assert.That(Text(read), Is.EqualTo(Text(manifest)));
        Assert.That(read.Files, Is.EqualTo(manifest.Files));
    }

    [TestCase("not json")]
    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("{\"schema_version\": \"1\"}")]
    public void Read_SomethingElse_IsRefused(string text) =>
        Assert.That(() => Manifest.Read(new MemoryStream(Encoding.UTF8.GetBytes(text))), Throws.TypeOf<FormatException>());

    [Test]
    public void Read_NewerSchema_IsRefused() =>
        Assert.That(
            () => Manifest.Read(new MemoryStream("{\"schema_version\": 2}"u8.ToArray())),
            Throws.TypeOf<FormatException>().With.Message.EqualTo("manifest.json: schema version 2 is not known here (expected 1)."));

    private static string Text(Manifest manifest) => Encoding.UTF8.GetString(Under.Bytes(manifest.Write));
}
