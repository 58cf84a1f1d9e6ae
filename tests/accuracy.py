#!/usr/bin/env python3
"""Forecast public sets with the program, score them, and print one line a set and model.

usage: accuracy.py --data DIR --score score.py --program forecasting --work DIR [--models auto,ssa] [--sets m1-yearly,hospital] [--threads N]

DIR holds the sets as named below, score.py is the scoring script beside them. Splits are those that came with a set; hospital and carparts
(complete series) lose their last 12 months, auto-parts its last 6. The program is told the frequency and nothing else. CPU is that of the whole
process, user and system, start and reading included; in brackets that of the same command on one series alone, which is what starting costs.
Needs pandas.
"""
import argparse, os, resource, subprocess, sys
import pandas as pd

# name: folder, frequency, horizon, season of the score, negative values clipped
SETS = {
    "m1-yearly": ("m1", "Y", 6, 1, False), "m1-quarterly": ("m1", "Q", 8, 4, False), "m1-monthly": ("m1", "M", 18, 12, False),
    "tourism-yearly": ("tourism", "Y", 4, 1, False), "tourism-quarterly": ("tourism", "Q", 8, 4, False),
    "tourism-monthly": ("tourism", "M", 24, 12, False), "hospital": ("hospital", "M", 12, 12, False),
    "m4-weekly": ("m4-weekly", "W", 13, 1, False), "m4-hourly": ("m4-hourly", "H", 48, 24, False),
    "m5-store-dept-ca-wi": ("m5-store-dept-ca-wi", "D", 28, 7, True), "m5-tx3-foods3-odd": ("m5-tx3-foods3-odd", "D", 28, 7, True),
    "m5-ca3-hobbies2": ("m5-ca3-hobbies2", "D", 28, 7, True), "carparts": ("carparts", "M", 12, 12, True),
    "auto-parts": ("auto-parts", "M", 6, 1, True),
}


def read(path):
    return pd.read_csv(path, dtype={"series_id": str, "period": str}).iloc[:, :3]


def split(data, name):
    folder, frequency, horizon, _, _ = SETS[name]
    at = os.path.join(data, folder)
    if os.path.exists(f"{at}/all.csv.gz"):
        series = read(f"{at}/all.csv.gz")
        if name == "carparts":
            series = series[series.groupby("series_id")["value"].transform(lambda v: v.notna().all() and len(v) == 51)]
        left = series.groupby("series_id", sort=False).cumcount(ascending=False)
        return series[left >= horizon], series[left < horizon]
    train, test = read(f"{at}/train.csv.gz"), read(f"{at}/test.csv.gz")
    if folder in ("m1", "tourism"):
        kinds = pd.read_csv(f"{at}/series.csv.gz", dtype={"series_id": str})
        ids = set(kinds[kinds["frequency"] == name.rsplit("-", 1)[1]]["series_id"])
        train, test = train[train["series_id"].isin(ids)], test[test["series_id"].isin(ids)]
    return train, test


def cpu(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main():
    a = argparse.ArgumentParser()
    for name in ("data", "score", "program", "work"):
        a.add_argument(f"--{name}", required=True)
    a.add_argument("--models", default="auto")
    a.add_argument("--sets", default=",".join(SETS))
    a.add_argument("--threads", default="1")
    o = a.parse_args()
    os.makedirs(o.work, exist_ok=True)
    print("| set | model | series | MASE | RMSSE | SPL | cov 80 | cov 95 | CPU ms a series |\n|---|---|--:|--:|--:|--:|--:|--:|--:|", flush=True)
    for name in o.sets.split(","):
        _, frequency, horizon, season, clip = SETS[name]
        train, test = split(o.data, name)
        paths = {kind: f"{o.work}/{name}.{kind}.csv" for kind in ("train", "test", "one", "forecast", "scores")}
        train.to_csv(paths["train"], index=False)
        test.to_csv(paths["test"], index=False)
        train[train["series_id"] == train["series_id"].iloc[0]].to_csv(paths["one"], index=False)
        for model in o.models.split(","):
            command = [o.program, "forecast", "--horizon", str(horizon), "--frequency", frequency, "--model", model,
                       "--threads", o.threads, "--output", paths["forecast"], "--input"]
            start = cpu(command + [paths["one"]])
            total = cpu(command + [paths["train"]])
            scored = pd.read_csv(paths["forecast"], dtype={"series_id": str})
            scored["model"] = model
            scored.to_csv(paths["forecast"], index=False)
            subprocess.run([sys.executable, o.score, paths["train"], paths["test"], paths["forecast"], "--season", str(season),
                            "--out", paths["scores"]] + ["--clip"] * clip, check=True, stdout=subprocess.DEVNULL)
            s = pd.read_csv(paths["scores"]).iloc[0]
            n = train["series_id"].nunique()
            print(f"| {name} | {model} | {int(s['n'])} | {s['MASE']:.3f} | {s['RMSSE']:.3f} | {s['SPL']:.3f} | {s['cov80']:.3f} | {s['cov95']:.3f} "
                  f"| {1000 * total / n:.2f} ({1000 * (total - start) / n:.2f}) |", flush=True)


main()
